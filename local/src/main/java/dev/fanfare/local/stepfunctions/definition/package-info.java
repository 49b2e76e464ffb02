/**
 * The part of the Amazon States Language that this stand-in runs: a document becomes states, or one
 * exception with all problems. Nothing is ignored silently.
 */
@NullMarked
package dev.fanfare.local.stepfunctions.definition;

import org.jspecify.annotations.NullMarked;
