/** Requests and parts of them, as they are given to commands. */
@NullMarked
package dev.fanfare.cli.request;

import org.jspecify.annotations.NullMarked;
