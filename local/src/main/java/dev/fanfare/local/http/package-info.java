/**
 * The HTTP server of this machine and AWS's wire protocols on it. A service says how it answers an
 * action; this package reads the request and writes the response in the protocol that the client's
 * SDK uses.
 */
@NullMarked
package dev.fanfare.local.http;

import org.jspecify.annotations.NullMarked;
