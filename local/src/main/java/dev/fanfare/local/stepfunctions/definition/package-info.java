/**
 * The Amazon States Language, as far as this stand-in runs it: a document becomes states, or one
 * refusal that lists every problem. What is read here is also done; nothing is skipped in silence.
 */
package dev.fanfare.local.stepfunctions.definition;
