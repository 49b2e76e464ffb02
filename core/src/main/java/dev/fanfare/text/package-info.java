/** Text and JSON: what may be shown, what is blank, and the one JSON mapper. */
@NullMarked
package dev.fanfare.text;

import org.jspecify.annotations.NullMarked;
