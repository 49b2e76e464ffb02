/**
 * AWS's wire protocols over HTTP on the loopback address. A service implements its actions; this
 * package reads requests and writes responses in the protocol of the client's SDK.
 */
@NullMarked
package dev.fanfare.local.http;

import org.jspecify.annotations.NullMarked;
