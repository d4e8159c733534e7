package docket.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement of reasons as another platform published it. Case and decision have its id. */
record Statement(
        UUID id,
        String uuid,
        String platformName,
        String platformUid,
        UUID runId,
        @Nullable List<String> decisionVisibility,
        @Nullable String decisionVisibilityOther,
        @Nullable LocalDate endDateVisibilityRestriction,
        @Nullable String decisionMonetary,
        @Nullable String decisionMonetaryOther,
        @Nullable LocalDate endDateMonetaryRestriction,
        @Nullable String decisionProvision,
        @Nullable LocalDate endDateServiceRestriction,
        @Nullable String decisionAccount,
        @Nullable LocalDate endDateAccountRestriction,
        @Nullable String accountType,
        String decisionGround,
        @Nullable String decisionGroundReferenceUrl,
        @Nullable String illegalContentLegalGround,
        @Nullable String illegalContentExplanation,
        @Nullable String incompatibleContentGround,
        @Nullable String incompatibleContentExplanation,
        @Nullable Boolean incompatibleContentIllegal,
        String category,
        @Nullable List<String> categoryAddition,
        @Nullable List<String> additionalCategories,
        @Nullable List<String> categorySpecification,
        @Nullable String categorySpecificationOther,
        @Nullable List<String> keywords,
        List<String> contentType,
        @Nullable String contentTypeOther,
        @Nullable String contentLanguage,
        LocalDate contentDate,
        @Nullable String contentIdEan,
        @Nullable List<String> territorialScope,
        LocalDate applicationDate,
        @Nullable String decisionFacts,
        String sourceType,
        @Nullable String sourceIdentity,
        boolean automatedDetection,
        String automatedDecision,
        Instant publishedAt) {}
