/**
 * Serves a folder of static files to browsers on this machine, with the headers that a careful host
 * would set. Knows nothing of what the files are, except where their socket is.
 */
@NullMarked
package dev.fanfare.devtools.site;

import org.jspecify.annotations.NullMarked;
