/**
 * Text output: tables, amounts, and lines that are updated in place. Knows nothing about
 * broadcasts.
 */
@NullMarked
package dev.fanfare.cli.text;

import org.jspecify.annotations.NullMarked;
