/** Text and JSON: printable text, blanks, and the shared JSON mapper. */
@NullMarked
package dev.fanfare.text;

import org.jspecify.annotations.NullMarked;
