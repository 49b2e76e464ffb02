/** Text and JSON: printable text, failures in words, blanks, and the shared JSON mapper. */
@NullMarked
package dev.fanfare.text;

import org.jspecify.annotations.NullMarked;
