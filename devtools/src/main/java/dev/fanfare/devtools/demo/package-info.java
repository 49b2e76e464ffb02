/**
 * {@code fanfare demo}: a complete broadcast on one machine with real clients. It is observed
 * through the public APIs, and its result is verified.
 */
package dev.fanfare.devtools.demo;
