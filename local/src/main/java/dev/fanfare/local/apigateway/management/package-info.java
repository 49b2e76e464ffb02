/**
 * The {@code @connections} API. Servers use it to post to a connection, describe it and close it.
 */
@NullMarked
package dev.fanfare.local.apigateway.management;

import org.jspecify.annotations.NullMarked;
