/**
 * A small web server for browsers on this machine, with security headers. Knows nothing about the
 * pages that it serves.
 */
@NullMarked
package dev.fanfare.cli.web;

import org.jspecify.annotations.NullMarked;
