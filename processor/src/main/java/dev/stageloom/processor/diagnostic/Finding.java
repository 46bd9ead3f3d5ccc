package dev.stageloom.processor.diagnostic;

import dev.stageloom.processor.model.SourcePosition;

/**
 * A diagnostic at a place.
 *
 * @param diagnostic which
 * @param position where
 * @param message the whole message
 */
public record Finding(Diagnostic diagnostic, SourcePosition position, String message) {}
