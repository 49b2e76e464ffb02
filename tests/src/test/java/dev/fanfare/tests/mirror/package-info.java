/**
 * The mirror: a state's name leads, with the same spelling, to its substitution, resource, handler,
 * test and sample events, and neither side has anything extra. The mirror also checks that the
 * template grants and sets what the code uses. {@link dev.fanfare.tests.mirror.Rule} lists the
 * rules. Each rule is a function from a {@link dev.fanfare.tests.mirror.Blueprint} to its drifts.
 */
package dev.fanfare.tests.mirror;
