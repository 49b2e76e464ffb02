/**
 * The filter of a request: an expression over the attributes of a connection. Parses, writes and
 * evaluates it. Knows neither rows nor requests.
 */
@NullMarked
package dev.fanfare.request.filter;

import org.jspecify.annotations.NullMarked;
