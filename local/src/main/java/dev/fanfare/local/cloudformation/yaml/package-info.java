/**
 * The template as a file: values with their lines, the schema that a value has to fit, and the
 * problems that are found. Nothing here depends on a resource type.
 */
@NullMarked
package dev.fanfare.local.cloudformation.yaml;

import org.jspecify.annotations.NullMarked;
