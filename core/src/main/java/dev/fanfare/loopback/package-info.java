/**
 * This machine: the one HTTP server on the loopback address with its rule for Host and Origin, and
 * clients that reach the local stack and nothing else. The local stack and the operator's tool
 * share it; it is not deployed.
 */
package dev.fanfare.loopback;
