/** The {@code @connections} API, by which servers post to a connection, look at it and close it. */
@NullMarked
package dev.fanfare.local.apigateway.management;

import org.jspecify.annotations.NullMarked;
