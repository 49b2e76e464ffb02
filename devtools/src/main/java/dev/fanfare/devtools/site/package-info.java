/**
 * Serves a folder of static files to browsers on this machine, with security headers. It does not
 * interpret the files, but provides the URL of the WebSocket API.
 */
@NullMarked
package dev.fanfare.devtools.site;

import org.jspecify.annotations.NullMarked;
