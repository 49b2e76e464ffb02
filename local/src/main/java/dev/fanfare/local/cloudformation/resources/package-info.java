/**
 * The resources of a template: their types, their names, what refers to what, and what SAM adds.
 * The services implement {@link dev.fanfare.local.cloudformation.resources.ResourceType} for their
 * types; nothing here depends on a service.
 */
@NullMarked
package dev.fanfare.local.cloudformation.resources;

import org.jspecify.annotations.NullMarked;
