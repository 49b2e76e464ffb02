/**
 * The starter: takes requests from the queue and the topic, turns changed rows into requests,
 * refuses invalid requests, stores valid ones and starts their executions. It plans nothing.
 */
@NullMarked
package dev.fanfare.start;

import org.jspecify.annotations.NullMarked;
