/**
 * Where the functions meet their surroundings: environment variables, AWS clients, the bucket, JSON
 * in and out. The steps themselves read neither the environment nor a clock.
 */
package dev.fanfare.config;
