/** Text and JSON: what may be shown, what is blank, and the one JSON mapper. */
package dev.fanfare.text;
