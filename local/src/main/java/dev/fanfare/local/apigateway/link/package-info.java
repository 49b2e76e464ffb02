/** The protocol between a hub and an edge: frames on a pair of pipes. */
@NullMarked
package dev.fanfare.local.apigateway.link;

import org.jspecify.annotations.NullMarked;
