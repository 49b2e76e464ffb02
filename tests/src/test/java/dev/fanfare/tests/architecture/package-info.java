/**
 * Architecture rules: allowed dependencies and size limits, checked over the classes and the
 * sources of all modules.
 */
package dev.fanfare.tests.architecture;
