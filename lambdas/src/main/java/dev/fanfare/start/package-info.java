/**
 * The starter: takes requests from the queue and from the topic, makes requests of changed rows,
 * refuses bad ones, stores the good ones and starts their executions. It plans nothing.
 */
package dev.fanfare.start;
