/**
 * The stand-in for SNS: topics, subscriptions and the API. It delivers each message once to each
 * subscription, in any order, to queues (in an envelope or raw) and functions.
 */
@NullMarked
package dev.fanfare.local.sns;

import org.jspecify.annotations.NullMarked;
