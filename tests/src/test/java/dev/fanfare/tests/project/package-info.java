/**
 * The project as files: its folders and sources. For tests that read files instead of running code.
 */
package dev.fanfare.tests.project;
