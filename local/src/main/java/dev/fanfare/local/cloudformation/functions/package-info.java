/**
 * CloudFormation's functions, conditions, mappings and parameters: everything that turns a value of
 * the file into its result. What a resource is called comes in through {@link
 * dev.fanfare.local.cloudformation.functions.Names}.
 */
@NullMarked
package dev.fanfare.local.cloudformation.functions;

import org.jspecify.annotations.NullMarked;
