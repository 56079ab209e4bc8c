package dev.hallpass.connector;

/**
 * How Hallpass treats an application, apart from how it speaks to it.
 *
 * @param fulfilment who changes its permissions
 * @param fulfillers the directory group whose members get the user tasks of what is done by hand
 * @param drift what is done when somebody has changed a permission by hand
 */
public record ApplicationRules(Fulfilment fulfilment, String fulfillers, DriftResponse drift) {}
