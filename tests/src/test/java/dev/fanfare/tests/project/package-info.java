/**
 * The project as files: where its folders and sources are. For tests that read what they judge
 * instead of running it.
 */
package dev.fanfare.tests.project;
