/**
 * Web pages for browsers on this machine: a small server on the loopback address, with the headers
 * that a careful host would set. Knows nothing of what it serves.
 */
@NullMarked
package dev.fanfare.cli.web;

import org.jspecify.annotations.NullMarked;
