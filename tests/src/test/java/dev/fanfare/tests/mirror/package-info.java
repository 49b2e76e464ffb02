/**
 * The mirror: a state's name leads, with the same spelling, to its substitution, resource, handler,
 * test and sample events, and nothing is left over on either side. Here too: what the template
 * grants and sets is what the code uses. {@link dev.fanfare.tests.mirror.Rule} lists the rules;
 * each is a function from a {@link dev.fanfare.tests.mirror.Blueprint} to what has drifted.
 */
package dev.fanfare.tests.mirror;
