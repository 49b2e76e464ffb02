/**
 * The template as a file: values with their lines, the schemas that values must match, and the
 * problems in the file. This package does not depend on any resource type.
 */
@NullMarked
package dev.fanfare.local.cloudformation.yaml;

import org.jspecify.annotations.NullMarked;
