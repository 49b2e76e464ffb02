/**
 * The filter of a request: an expression over what is known of a connection, as it is written, as
 * it is understood, and what it says of one connection. It knows neither rows nor requests.
 */
@NullMarked
package dev.fanfare.request.filter;

import org.jspecify.annotations.NullMarked;
