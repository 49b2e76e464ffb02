/**
 * AWS on one machine: reads {@code template.yaml} and makes it run in one JVM, bound to loopback.
 * The real parts are in {@code services}; what no library offers is in {@code functions}, {@code
 * stepfunctions} and {@code gateway}; {@code faults} lets it go wrong on purpose.
 */
package dev.fanfare.local;
