/**
 * What may depend on what, and how large things may grow: the rules of the house that a machine can
 * check, over the classes and the sources of all modules.
 */
package dev.fanfare.tests.architecture;
