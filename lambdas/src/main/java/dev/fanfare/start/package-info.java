/**
 * The starter: takes requests from the queue, refuses bad ones, stores the good ones and starts
 * their executions. It plans nothing.
 */
package dev.fanfare.start;
