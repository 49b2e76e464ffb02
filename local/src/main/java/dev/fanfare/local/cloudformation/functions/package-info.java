/**
 * CloudFormation's functions, conditions, mappings and parameters: they turn values of the file
 * into results. {@link dev.fanfare.local.cloudformation.functions.Names} provides the names of
 * resources.
 */
@NullMarked
package dev.fanfare.local.cloudformation.functions;

import org.jspecify.annotations.NullMarked;
