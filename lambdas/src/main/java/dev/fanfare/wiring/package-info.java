/**
 * Creates each function's objects from its environment variables. One class covers a group of
 * functions, and one method a function. A function loads and creates only what it uses, which keeps
 * cold starts short, and its role grants only what its method needs.
 */
@NullMarked
package dev.fanfare.wiring;

import org.jspecify.annotations.NullMarked;
