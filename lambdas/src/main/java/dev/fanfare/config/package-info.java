/**
 * The functions' environment: variables, AWS clients, retries, pauses and logs. The steps
 * themselves read neither the environment nor a clock.
 */
package dev.fanfare.config;
