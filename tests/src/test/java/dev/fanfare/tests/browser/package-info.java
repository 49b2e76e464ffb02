/** A real browser for tests: headless Chromium, controlled through its DevTools protocol. */
package dev.fanfare.tests.browser;
