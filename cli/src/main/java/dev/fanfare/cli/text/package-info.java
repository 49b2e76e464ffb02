/**
 * Text output: tables, amounts, and lines that are updated in place. Knows nothing about
 * broadcasts.
 */
package dev.fanfare.cli.text;
