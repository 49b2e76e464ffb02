/** Options of commands that describe a request. */
@NullMarked
package dev.fanfare.cli.request;

import org.jspecify.annotations.NullMarked;
