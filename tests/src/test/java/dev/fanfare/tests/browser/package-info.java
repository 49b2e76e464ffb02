/** A real browser for tests: Chromium without a window, by its DevTools protocol. */
package dev.fanfare.tests.browser;
