/**
 * How the tool writes for people: tables, amounts, lines that change while one looks. It knows
 * nothing of broadcasts.
 */
@NullMarked
package dev.fanfare.cli.text;

import org.jspecify.annotations.NullMarked;
