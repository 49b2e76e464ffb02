/**
 * What members of a channel say to each other: sending a message, within a budget; the channel's
 * history; and catching up when somebody joins. The routes use it; it knows neither them nor the
 * environment.
 */
package dev.fanfare.messages;
