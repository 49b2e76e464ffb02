/**
 * The resources of a template: their types, names and references, and the resources that SAM adds.
 * The services configure a {@link dev.fanfare.local.cloudformation.resources.ResourceType} for each
 * of their types; this package depends on no service.
 */
@NullMarked
package dev.fanfare.local.cloudformation.resources;

import org.jspecify.annotations.NullMarked;
