/**
 * A small web server for browsers on this machine, with security headers. Knows nothing about the
 * pages that it serves.
 */
package dev.fanfare.cli.web;
