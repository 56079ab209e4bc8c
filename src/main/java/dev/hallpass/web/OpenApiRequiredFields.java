package dev.hallpass.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which fields of answers are always there: those that the records do not mark as {@link Nullable}. */
final class OpenApiRequiredFields {

    private static final List<Class<? extends Record>> VIEWS = List.of(
            Problem.class,
            HeldView.class,
            RequestView.class,
            RequestView.EntitlementView.class,
            RequestView.StepView.class,
            RequestView.DecisionView.class,
            RequestView.PolicyView.class,
            RequestView.ProcessView.class,
            GrantView.class,
            ReceiptView.class,
            PreviewView.class,
            PreviewView.PreviewStepView.class,
            ResourceView.class,
            AccessView.class,
            AccessView.AccessGrantView.class,
            AccessView.PathView.class,
            DriftView.class,
            ApplicationView.class,
            ApplicationView.KindView.class,
            ApplicationView.QueueView.class,
            ApplicationView.WaitingView.class,
            ApplicationView.DiscoveryView.class,
            ApplicationView.CredentialView.class,
            EventView.class,
            EventView.SealView.class,
            FactViews.TicketView.class,
            FactViews.ScheduleView.class,
            FactViews.ShiftView.class,
            FactViews.FactResourceView.class,
            FactViews.TrainingView.class,
            FactViews.RiskView.class,
            FactViews.UseView.class,
            FactViews.UsesToldView.class,
            MeController.MeView.class,
            MeController.OwnedView.class);

    private OpenApiRequiredFields() {}

    static void mark(Components components) {
        for (Class<? extends Record> view : VIEWS) {
            Schema<?> schema = components.getSchemas().get(name(view));
            if (schema != null) {
                schema.setRequired(Arrays.stream(view.getRecordComponents())
                        .filter(field -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList());
            }
        }
    }

    private static String name(Class<?> view) {
        var described = view.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return described == null || described.name().isEmpty() ? view.getSimpleName() : described.name();
    }
}
