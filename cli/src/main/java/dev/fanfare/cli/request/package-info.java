/** Options of commands that describe a request. */
package dev.fanfare.cli.request;
