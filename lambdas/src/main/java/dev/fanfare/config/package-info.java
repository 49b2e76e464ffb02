/**
 * The functions' environment: variables, AWS clients, deadlines, pauses and logs. The steps
 * themselves read neither the environment nor a clock.
 */
@NullMarked
package dev.fanfare.config;

import org.jspecify.annotations.NullMarked;
