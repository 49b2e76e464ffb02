/**
 * The Lambda entry points: one handler for each function of the template. A handler decodes, makes
 * one call, and encodes. Rules, tables and clients are elsewhere.
 */
@NullMarked
package dev.fanfare.handlers;

import org.jspecify.annotations.NullMarked;
