/**
 * What is measured, as the measuring process sees it: programs that post to a sink, the same way to
 * start each, and how each tells what became of its posts.
 */
@NullMarked
package dev.fanfare.bench.client;

import org.jspecify.annotations.NullMarked;
